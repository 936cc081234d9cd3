"""Pages for everybody: landing page, register, check of prints, code lists, manual."""

from django.urls import path

from kedeng.web.public import code_list, demo, home, manual, paper, register

urlpatterns = [
    path("", home.home, name="home"),
    path("register/", register.register, name="register"),
    path("register/<str:number>/", register.record, name="register_record"),
    path("check/<str:code>/", paper.check, name="print_check"),
    path("check/<str:code>/<str:digits>/", paper.check, name="print_check"),
    path("lists/<str:key>/", code_list.code_list, name="code_list"),
    path("manual/", manual.manual, name="manual"),
    path("manual/<int:rank>/manual.pdf", manual.pdf, name="manual_pdf"),
    path("manual/<int:rank>/", manual.book, name="manual_rank"),
    path("demo/accounts.json", demo.accounts, name="demo_accounts"),
]
