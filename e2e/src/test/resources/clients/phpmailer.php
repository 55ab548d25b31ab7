<?php
require '/usr/share/php/libphp-phpmailer/autoload.php';

$mail = new PHPMailer\PHPMailer\PHPMailer(true);
$mail->isSMTP();
$mail->Host = getenv('SMTP_HOST');
$mail->Port = (int) getenv('SMTP_PORT');
$mail->SMTPSecure = 'tls';
$mail->SMTPOptions = ['ssl' => ['cafile' => getenv('SMTP_CA')]];
$mail->SMTPAuth = true;
$mail->AuthType = getenv('SMTP_AUTH') ?: '';
$mail->Username = getenv('SMTP_USER');
$mail->Password = getenv('SMTP_PASSWORD');
$mail->CharSet = 'UTF-8';
$mail->setFrom(getenv('MAIL_FROM'));
$mail->addAddress(getenv('MAIL_TO'));
$mail->Subject = getenv('MAIL_SUBJECT');
$mail->Body = file_get_contents(getenv('MAIL_TEXT'));
$mail->addAttachment(getenv('MAIL_FILE'), 'data.bin');
$mail->send();
